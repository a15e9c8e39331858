package sauda.local.measure;

import java.util.List;
import java.util.Locale;

/// What several starts took, in milliseconds.
record Sample(double median, double least, double most, int count) {

    static Sample of(List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Sample(median, sorted.getFirst(), sorted.getLast(), sorted.size());
    }

    double over(Sample other) {
        return median / other.median;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f [%.0f-%.0f]", median, least, most);
    }
}
