package sauda.cloud;

import java.math.BigDecimal;
import java.util.List;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Write;

/// Whether a commit may be sent again although the first one may have taken place.
///
/// It may when a second one changes nothing: because it adds nothing, so that the same
/// values are stored again, or because one of its own conditions no longer holds once it
/// has taken place, so that the second is refused. A caller that is refused then finds its
/// own writes in [sauda.core.ledger.Commit.Failed#found], just as after a message that is
/// delivered twice. A client token is not used: it lasts ten minutes, a redelivered
/// message does not know it, and not every emulator keeps it.
final class LostAnswer {

    private LostAnswer() {}

    static boolean mayRepeat(List<Write> writes) {
        return writes.stream().noneMatch(Write.Add.class::isInstance)
                || writes.stream().anyMatch(LostAnswer::refusesItself);
    }

    private static boolean refusesItself(Write write) {
        return write.when().stream().anyMatch(condition -> switch (write) {
            case Write.Put(var item, var _) -> !condition.holds(item);
            case Write.Delete _ -> !condition.holds(null);
            case Write.Check _ -> false;
            case Write.Add add ->
                switch (condition) {
                    case Condition.Absent() -> true;
                    case Condition.Equal(var attribute, var _) ->
                        add.amounts().getOrDefault(attribute, BigDecimal.ZERO).signum() != 0;
                    default -> false;
                };
        });
    }
}
