package sauda.local.measure;

import java.util.Map;

/// What is known of one function after a run.
///
/// @param kilobytes of its jar
/// @param classes   loaded until the first answer of a plain start
/// @param peakMb    most memory that was resident by then, the median of the plain starts
record Measured(
        String name,
        int memoryMb,
        long kilobytes,
        long classes,
        double cpuMillis,
        long peakMb,
        Map<Way, Sample> starts) {}
