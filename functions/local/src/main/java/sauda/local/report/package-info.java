/// What a run shows: its progress, its trades, a table for each account, and whether all ties.
@NullMarked
package sauda.local.report;

import org.jspecify.annotations.NullMarked;
