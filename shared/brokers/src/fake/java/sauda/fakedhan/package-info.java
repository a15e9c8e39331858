/// A Dhan that is not there: the wire of DhanHQ v2 on loopback, so that the real client
/// can be proven against it and a laptop can trade a whole day through it. It answers
/// as the recorded wire does, with its misspellings and its delays, and fails on
/// demand.
///
/// [FakeDhan] is the venue with its tape, its clients and its faults; [FakeDhanServer]
/// puts it on a port. Time is handed in: nothing in here moves unless somebody asks
/// something.
@NullMarked
package sauda.fakedhan;

import org.jspecify.annotations.NullMarked;
