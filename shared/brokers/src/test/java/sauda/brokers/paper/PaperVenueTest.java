package sauda.brokers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.brokers.paper.ABar.BEFORE;
import static sauda.brokers.paper.ABar.START;
import static sauda.brokers.paper.ABar.after;
import static sauda.brokers.paper.ABar.buy;
import static sauda.brokers.paper.ABar.entry;
import static sauda.brokers.paper.ABar.exit;
import static sauda.brokers.paper.ABar.expired;
import static sauda.brokers.paper.ABar.filled;
import static sauda.brokers.paper.ABar.left;
import static sauda.brokers.paper.ABar.longOf;
import static sauda.brokers.paper.ABar.sellShort;
import static sauda.brokers.paper.ABar.shortOf;
import static sauda.brokers.paper.ABar.waitingFor;
import static sauda.events.Fill.Kind.ENTRY;
import static sauda.events.Fill.Kind.EXIT;
import static sauda.events.Fill.Kind.FORCED;
import static sauda.events.Fill.Kind.STOP;
import static sauda.events.Fill.Kind.TARGET;
import static sauda.events.Side.BUY;
import static sauda.events.Side.SELL;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import sauda.events.Order;

/// `strategies.md` §8, sentence by sentence.
class PaperVenueTest {

    private static final String SQUARE_OFF = "square-off:2026-03-02";
    private static final String MODEL = "decision:claude:2";
    private static final String STOP_OF_ENTRY = "stop:" + ABar.ENTRY;

    /// From 99 to 101 with 10,000 shares: 1,000 for entries and 1,000 for exits. The slippage
    /// of 100 shares is 0.05 + 0.1 × 0.01 × 2.00 = 0.052, of 1,000 it is 0.07.
    private static ABar plain() {
        return plain(10_000);
    }

    private static ABar plain(long volume) {
        return new ABar("100.00", "101.00", "99.00", "100.50", volume);
    }

    @Test
    void nothingHappensWhereThereIsNothing() {
        assertThat(plain().gives()).isEmpty();
        assertThat(plain().last().gives()).isEmpty();
    }

    @Nested
    class Slippage {

        @Test
        void isOneTickAndATenthOfTheRangeForTheShareOfTheVolumeRoundedAgainstUs() {
            Order entry = buy(100, "101.00", "90.00", "120.00");
            assertThat(plain().meets(entry).gives()).containsExactly(filled(entry, 100, "100.10", ENTRY));
        }

        @Test
        void isAHundredthOfAPercentWhereThatIsMoreThanATick() {
            Order entry = buy(100, "10050.00", "9000.00", "12000.00");
            assertThat(new ABar("10000.00", "10020.00", "9990.00", "10010.00", 10_000)
                            .meets(entry)
                            .gives())
                    .containsExactly(filled(entry, 100, "10001.05", ENTRY));
        }

        @Test
        void isATickWhereTheHundredthOfAPercentIsJustThat() {
            Order entry = buy(100, "505.00", "450.00", "600.00");
            assertThat(new ABar("500.00", "500.00", "500.00", "500.00", 10_000)
                            .meets(entry)
                            .gives())
                    .containsExactly(filled(entry, 100, "500.05", ENTRY));
        }

        @Test
        void isNotRoundedFurtherWhereItEndsOnTheTick() {
            Order entry = buy(500, "101.00", "90.00", "120.00");
            assertThat(new ABar("100.00", "105.00", "95.00", "100.00", 10_000)
                            .meets(entry)
                            .gives())
                    .containsExactly(filled(entry, 500, "100.10", ENTRY));
        }

        @Test
        void isExactAlsoWhereTheShareOfTheVolumeIsNot() {
            Order entry = buy(100, "101.00", "90.00", "120.00");
            assertThat(new ABar("100.00", "108.00", "93.00", "100.00", 3_000)
                            .meets(entry)
                            .gives())
                    .containsExactly(filled(entry, 100, "100.10", ENTRY));
        }

        @Test
        void neverMakesASaleBringLessThanATick() {
            assertThat(new ABar("1.00", "1.50", "0.50", "0.50", 10)
                            .meets(longOf(100_000, 0, "0.05", "9.00"))
                            .last()
                            .gives())
                    .containsExactly(left(100_000, 100_000, "0.05", FORCED));
        }
    }

    @Nested
    class Entry {

        @Test
        void fillsAtTheOpenWithSlippageExactlyAtItsLimit() {
            Order entry = buy(100, "100.10", "90.00", "120.00");
            assertThat(plain().meets(entry).gives()).containsExactly(filled(entry, 100, "100.10", ENTRY));
        }

        @Test
        void fillsAtTheLimitWhereTheOpenWithSlippageIsBeyondItAndTheBarTradesThrough() {
            Order entry = buy(100, "100.05", "90.00", "120.00");
            assertThat(plain().meets(entry).gives()).containsExactly(filled(entry, 100, "100.05", ENTRY));
        }

        @Test
        void fillsAtTheLimitWhereTheBarTradesThroughByExactlyATick() {
            Order entry = buy(100, "99.05", "90.00", "120.00");
            assertThat(plain().meets(entry).gives()).containsExactly(filled(entry, 100, "99.05", ENTRY));
        }

        @Test
        void doesNotFillWhereTheBarOnlyTouchesTheLimit() {
            Order entry = buy(100, "99.00", "90.00", "120.00");
            assertThat(plain().meets(entry).gives()).containsExactly(expired(entry));
        }

        @Test
        void ofAShortIsTheMirrorImage() {
            Order within = sellShort(100, "99.90", "110.00", "80.00");
            Order beyond = sellShort(100, "99.95", "110.00", "80.00");
            Order through = sellShort(100, "100.95", "110.00", "80.00");
            Order touched = sellShort(100, "101.00", "110.00", "80.00");

            assertThat(plain().meets(within).gives()).containsExactly(filled(within, 100, "99.90", ENTRY));
            assertThat(plain().meets(beyond).gives()).containsExactly(filled(beyond, 100, "99.95", ENTRY));
            assertThat(plain().meets(through).gives()).containsExactly(filled(through, 100, "100.95", ENTRY));
            assertThat(plain().meets(touched).gives()).containsExactly(expired(touched));
        }

        @Test
        void takesExactlyATenthOfTheVolume() {
            Order entry = buy(1_000, "101.00", "90.00", "120.00");
            assertThat(plain().meets(entry).gives()).containsExactly(filled(entry, 1_000, "100.10", ENTRY));
        }

        @Test
        void takesNoMoreThanATenthOfTheVolumeAndTheRestExpires() {
            Order entry = buy(1_001, "101.00", "90.00", "120.00");
            assertThat(plain(10_009).meets(entry).gives())
                    .containsExactly(filled(entry, 1_000, "100.10", ENTRY), expired(entry));
        }

        @Test
        void expiresWhereTheBarHasNoVolumeForIt() {
            Order entry = buy(100, "101.00", "90.00", "120.00");
            assertThat(plain(9).meets(entry).gives()).containsExactly(expired(entry));
            assertThat(plain(0).meets(entry).gives()).containsExactly(expired(entry));
        }

        @Test
        void expiresWhereItsBarIsMissing() {
            Order entry = entry(BUY, 100, "101.00", "90.00", "120.00", BEFORE);
            assertThat(plain().meets(entry).gives()).containsExactly(expired(entry));
        }

        @Test
        void meetsTheFirstBarAfterAPause() {
            Order entry = entry(BUY, 100, "101.00", "90.00", "120.00", BEFORE.plusSeconds(1));
            assertThat(plain().meets(entry).gives()).containsExactly(filled(entry, 100, "100.10", ENTRY));
        }

        @Test
        void neverMeetsTheBarInWhichItWasAskedFor() {
            Order entry = entry(BUY, 100, "101.00", "90.00", "120.00", START.plusSeconds(1));
            assertThat(plain().meets(entry).gives()).isEmpty();
        }
    }

    @Nested
    class StopAndTarget {

        @Test
        void aStopIsLeftOnTouchAndPaysSlippage() {
            assertThat(plain().meets(longOf(100, 0, "99.00", "120.00")).gives())
                    .containsExactly(left(100, 100, "98.90", STOP));
            assertThat(plain().meets(shortOf(100, 0, "101.00", "80.00")).gives())
                    .containsExactly(left(100, 100, "101.10", STOP));
        }

        @Test
        void aStopThatIsATickAwayIsNotTouched() {
            assertThat(plain().meets(longOf(100, 0, "98.95", "101.05")).gives()).isEmpty();
            assertThat(plain().meets(shortOf(100, 0, "101.05", "98.95")).gives())
                    .isEmpty();
        }

        @Test
        void aBarThatOpensBeyondTheStopFillsItAtItsOpen() {
            ABar down = new ABar("98.00", "98.50", "97.00", "98.00", 10_000);
            ABar up = new ABar("102.00", "103.00", "101.50", "102.00", 10_000);

            assertThat(down.meets(longOf(100, 0, "99.00", "120.00")).gives())
                    .containsExactly(left(100, 100, "97.90", STOP));
            assertThat(up.meets(shortOf(100, 0, "101.00", "80.00")).gives())
                    .containsExactly(left(100, 100, "102.10", STOP));
        }

        @Test
        void aBarThatOpensAtTheStopFillsItThere() {
            assertThat(plain().meets(longOf(100, 0, "100.00", "120.00")).gives())
                    .containsExactly(left(100, 100, "99.90", STOP));
            assertThat(plain().meets(shortOf(100, 0, "100.00", "80.00")).gives())
                    .containsExactly(left(100, 100, "100.10", STOP));
        }

        @Test
        void aTargetIsLeftOnTouchAndPaysNothing() {
            assertThat(plain().meets(longOf(100, 0, "90.00", "101.00")).gives())
                    .containsExactly(left(100, 100, "101.00", TARGET));
            assertThat(plain().meets(shortOf(100, 0, "110.00", "99.00")).gives())
                    .containsExactly(left(100, 100, "99.00", TARGET));
        }

        @Test
        void aTargetIsFilledAtTheTargetThoughTheBarOpensBeyondIt() {
            assertThat(plain().meets(longOf(100, 0, "90.00", "98.00")).gives())
                    .containsExactly(left(100, 100, "98.00", TARGET));
            assertThat(plain().meets(shortOf(100, 0, "110.00", "102.00")).gives())
                    .containsExactly(left(100, 100, "102.00", TARGET));
        }

        @Test
        void theStopGoesBeforeTheTargetWhereBothLieInTheBar() {
            assertThat(plain().meets(longOf(100, 0, "99.00", "101.00")).gives())
                    .containsExactly(left(100, 100, "98.90", STOP));
            assertThat(plain().meets(shortOf(100, 0, "101.00", "99.00")).gives())
                    .containsExactly(left(100, 100, "101.10", STOP));
        }

        @Test
        void aStopTakesATenthOfTheVolumeAndItsOrderKeepsTheRest() {
            assertThat(plain().meets(longOf(1_000, 0, "99.00", "120.00")).gives())
                    .containsExactly(left(1_000, 1_000, "98.90", STOP));
            assertThat(plain().meets(longOf(1_500, 0, "99.00", "120.00")).gives())
                    .containsExactly(left(1_500, 1_000, "98.90", STOP));
        }

        @Test
        void aStopWithoutVolumeIsOrderedAllTheSame() {
            assertThat(plain(0).meets(longOf(1_500, 0, "99.00", "120.00")).gives())
                    .containsExactly(left(1_500, 0, "98.95", STOP));
        }

        @Test
        void aStopsRestIsCarriedFromOpenToOpenUntilItIsDone() {
            Order stop = exit(SELL, 2_500, STOP_OF_ENTRY, BEFORE);

            assertThat(plain().meets(after(stop, 1_000))
                            .meets(longOf(1_500, 1_500, "99.00", "120.00"))
                            .gives())
                    .containsExactly(filled(stop, 1_000, "99.90", STOP));
            assertThat(plain().meets(after(stop, 2_000))
                            .meets(longOf(500, 500, "99.00", "120.00"))
                            .gives())
                    .containsExactly(filled(stop, 500, "99.90", STOP));
        }

        @Test
        void aTargetsRestKeepsTargetAndStop() {
            assertThat(plain().meets(longOf(1_001, 0, "90.00", "101.00")).gives())
                    .containsExactly(left(1_000, 1_000, "101.00", TARGET));
            assertThat(plain().meets(longOf(1, 0, "99.00", "101.00")).gives())
                    .containsExactly(left(1, 1, "98.90", STOP));
        }

        @Test
        void aTargetWithoutVolumeStaysWhereItIs() {
            assertThat(plain(9).meets(longOf(100, 0, "90.00", "101.00")).gives())
                    .isEmpty();
        }

        @Test
        void sharesThatAnotherExitReservedHaveNoStopOfTheirOwn() {
            Order model = exit(SELL, 100, MODEL, START.plusSeconds(60));
            assertThat(plain().meets(model)
                            .meets(longOf(100, 100, "99.00", "101.00"))
                            .gives())
                    .isEmpty();
            assertThat(plain().meets(model)
                            .meets(longOf(300, 100, "99.00", "101.00"))
                            .gives())
                    .containsExactly(left(200, 200, "98.90", STOP));
        }

        @Test
        void bothAreTestedOnTheEntryBarToo() {
            Order stopped = buy(100, "101.00", "99.00", "120.00");
            Order taken = buy(100, "101.00", "90.00", "101.00");

            assertThat(plain().meets(stopped).meets(waitingFor(stopped)).gives())
                    .containsExactly(filled(stopped, 100, "100.10", ENTRY), left(100, 100, "98.90", STOP));
            assertThat(plain().meets(taken).meets(waitingFor(taken)).gives())
                    .containsExactly(filled(taken, 100, "100.10", ENTRY), left(100, 100, "101.00", TARGET));
        }

        @Test
        void anEntryBarThatOpensBeyondTheStopFillsItAtItsOpen() {
            Order entry = buy(100, "101.00", "99.00", "120.00");
            assertThat(new ABar("98.00", "98.50", "97.00", "98.00", 10_000)
                            .meets(entry)
                            .meets(waitingFor(entry))
                            .gives())
                    .containsExactly(filled(entry, 100, "98.10", ENTRY), left(100, 100, "97.90", STOP));
        }

        @Test
        void aPartialEntryEndsBeforeItsStop() {
            Order entry = buy(1_500, "101.00", "99.00", "120.00");
            assertThat(plain().meets(entry).meets(waitingFor(entry)).gives())
                    .containsExactly(
                            filled(entry, 1_000, "100.10", ENTRY), expired(entry), left(1_000, 1_000, "98.90", STOP));
        }

        @Test
        void anEntryThatDidNotFillHasNothingToStop() {
            Order entry = buy(100, "98.00", "99.00", "120.00");
            assertThat(plain().meets(entry).meets(waitingFor(entry)).gives()).containsExactly(expired(entry));
        }

        @Test
        void areThoseOfThePositionAndNotOfTheEntryThatOpenedIt() {
            Order entry = buy(100, "101.00", "99.00", "101.00");
            assertThat(plain().meets(entry)
                            .meets(longOf(100, 0, "90.00", "120.00"))
                            .gives())
                    .containsExactly(filled(entry, 100, "100.10", ENTRY));
        }

        @Test
        void areThoseOfTheEntryWhereThereIsNoPositionYet() {
            Order entry = buy(100, "101.00", "99.00", "120.00");
            assertThat(plain().meets(entry).gives())
                    .containsExactly(filled(entry, 100, "100.10", ENTRY), left(100, 100, "98.90", STOP));
        }
    }

    @Nested
    class OtherExits {

        @Test
        void fillAtTheOpenWithSlippageAgainstUs() {
            Order sale = exit(SELL, 100, MODEL);
            Order cover = exit(BUY, 100, MODEL);

            assertThat(plain().meets(sale)
                            .meets(longOf(100, 100, "90.00", "120.00"))
                            .gives())
                    .containsExactly(filled(sale, 100, "99.90", EXIT));
            assertThat(plain().meets(cover)
                            .meets(shortOf(100, 100, "110.00", "80.00"))
                            .gives())
                    .containsExactly(filled(cover, 100, "100.10", EXIT));
        }

        @Test
        void neverMeetTheBarInWhichTheyWereAskedFor() {
            Order sale = exit(SELL, 100, MODEL, START.plusSeconds(1));
            assertThat(plain().meets(sale)
                            .meets(longOf(100, 100, "90.00", "120.00"))
                            .gives())
                    .isEmpty();
        }

        @Test
        void waitForTheNextBarThereIs() {
            Order sale = exit(SELL, 100, MODEL, START.minusSeconds(7_200));
            assertThat(plain().meets(sale)
                            .meets(longOf(100, 100, "90.00", "120.00"))
                            .gives())
                    .containsExactly(filled(sale, 100, "99.90", EXIT));
        }

        @Test
        void takeATenthOfTheVolumeAndWaitOnWithTheRest() {
            Order sale = exit(SELL, 1_500, MODEL);
            assertThat(plain().meets(sale)
                            .meets(longOf(1_500, 1_500, "90.00", "120.00"))
                            .gives())
                    .containsExactly(filled(sale, 1_000, "99.90", EXIT));
            assertThat(plain().meets(after(sale, 1_000))
                            .meets(longOf(500, 500, "90.00", "120.00"))
                            .gives())
                    .containsExactly(filled(sale, 500, "99.90", EXIT));
        }

        @Test
        void waitOnWhereTheBarHasNoVolume() {
            Order sale = exit(SELL, 100, MODEL);
            assertThat(plain(0).meets(sale)
                            .meets(longOf(100, 100, "90.00", "120.00"))
                            .gives())
                    .isEmpty();
        }

        @Test
        void goAfterTheStopsRestAndAfterTheSquareOff() {
            Order model = exit(SELL, 400, MODEL, BEFORE.minusSeconds(300));
            Order squareOff = exit(SELL, 400, SQUARE_OFF, BEFORE);
            Order stop = exit(SELL, 400, STOP_OF_ENTRY);

            assertThat(plain().meets(model, squareOff, stop)
                            .meets(longOf(1_200, 1_200, "90.00", "120.00"))
                            .gives())
                    .containsExactly(
                            filled(stop, 400, "99.90", STOP),
                            filled(squareOff, 400, "99.90", EXIT),
                            filled(model, 200, "99.90", EXIT));
        }

        @Test
        void goInTheOrderInWhichTheyWereAskedFor() {
            Order second = exit(SELL, 800, "manual:1", START);
            Order first = exit(SELL, 800, MODEL, BEFORE);

            assertThat(plain().meets(second, first)
                            .meets(longOf(1_600, 1_600, "90.00", "120.00"))
                            .gives())
                    .containsExactly(filled(first, 800, "99.90", EXIT), filled(second, 200, "99.90", EXIT));
        }

        @Test
        void shareTheirTenthOfTheVolumeWithStopAndTarget() {
            Order model = exit(SELL, 600, MODEL);
            assertThat(plain().meets(model)
                            .meets(longOf(1_600, 600, "99.00", "120.00"))
                            .gives())
                    .containsExactly(filled(model, 600, "99.90", EXIT), left(1_000, 400, "98.90", STOP));
            assertThat(plain().meets(model)
                            .meets(longOf(1_600, 600, "90.00", "101.00"))
                            .gives())
                    .containsExactly(filled(model, 600, "99.90", EXIT), left(400, 400, "101.00", TARGET));
        }

        @Test
        void leaveTheEntriesTheirOwnTenthOfTheVolume() {
            Order model = exit(SELL, 1_000, MODEL);
            Order entry = buy(1_000, "101.00", "90.00", "120.00");
            assertThat(plain().meets(entry, model)
                            .meets(longOf(1_000, 1_000, "90.00", "120.00"))
                            .gives())
                    .containsExactly(filled(model, 1_000, "99.90", EXIT), filled(entry, 1_000, "100.10", ENTRY));
        }
    }

    @Nested
    class TheLastBarOfTheSession {

        @Test
        void leavesWhatIsStillOpenAtItsCloseWithThreeTimesTheSlippage() {
            assertThat(plain().meets(longOf(100, 0, "90.00", "120.00")).last().gives())
                    .containsExactly(left(100, 100, "100.30", FORCED));
            assertThat(plain().meets(shortOf(100, 0, "110.00", "80.00")).last().gives())
                    .containsExactly(left(100, 100, "100.70", FORCED));
        }

        @Test
        void fillsWhatTheSquareOffStillNeedsWithTheSlippageOfThoseSharesAlone() {
            Order squareOff = exit(SELL, 6_000, SQUARE_OFF, BEFORE);
            assertThat(plain().meets(after(squareOff, 1_000))
                            .meets(longOf(5_000, 5_000, "90.00", "120.00"))
                            .last()
                            .gives())
                    .containsExactly(
                            filled(squareOff, 1_000, "99.90", EXIT), filled(squareOff, 4_000, "100.10", FORCED));
        }

        @Test
        void givesEverythingThatIsForcedOutOnePrice() {
            Order squareOff = exit(SELL, 3_000, SQUARE_OFF);
            assertThat(plain().meets(squareOff)
                            .meets(longOf(5_000, 3_000, "90.00", "120.00"))
                            .last()
                            .gives())
                    .containsExactly(
                            filled(squareOff, 1_000, "99.90", EXIT),
                            filled(squareOff, 2_000, "100.10", FORCED),
                            left(2_000, 2_000, "100.10", FORCED));
        }

        @Test
        void alsoEndsAnExitThatWasAskedForDuringIt() {
            Order manual = exit(SELL, 100, "manual:1", START.plusSeconds(120));
            assertThat(plain().meets(manual)
                            .meets(longOf(100, 100, "90.00", "120.00"))
                            .last()
                            .gives())
                    .containsExactly(filled(manual, 100, "100.30", FORCED));
        }

        @Test
        void forcesOutWhatItsStopFoundNoVolumeFor() {
            assertThat(plain().meets(longOf(1_500, 0, "99.00", "120.00")).last().gives())
                    .containsExactly(left(1_000, 1_000, "98.90", STOP), left(500, 500, "100.30", FORCED));
            assertThat(plain(0).meets(longOf(1_500, 0, "99.00", "120.00"))
                            .last()
                            .gives())
                    .containsExactly(left(1_500, 1_500, "100.35", FORCED));
        }

        @Test
        void forcesOutWhatItsTargetFoundNoVolumeFor() {
            assertThat(plain().meets(longOf(1_500, 0, "90.00", "101.00")).last().gives())
                    .containsExactly(left(1_000, 1_000, "101.00", TARGET), left(500, 500, "100.30", FORCED));
        }

        @Test
        void forcesOutAnEntryThatItFilled() {
            Order entry = buy(100, "101.00", "90.00", "120.00");
            assertThat(plain().meets(entry).meets(waitingFor(entry)).last().gives())
                    .containsExactly(filled(entry, 100, "100.10", ENTRY), left(100, 100, "100.30", FORCED));
        }

        @Test
        void forcesNothingThatWasLeftOnIt() {
            assertThat(plain().meets(longOf(100, 0, "99.00", "120.00")).last().gives())
                    .containsExactly(left(100, 100, "98.90", STOP));
        }

        @Test
        void forcesNothingOfAnAccountThatMayHoldOvernight() {
            Order model = exit(SELL, 1_500, MODEL);
            assertThat(plain().meets(model)
                            .meets(longOf(2_000, 1_500, "90.00", "120.00"))
                            .last()
                            .delivery()
                            .gives())
                    .containsExactly(filled(model, 1_000, "99.90", EXIT));
        }

        @Test
        void letsTheStopOfAnAccountThatMayHoldOvernightCarryItsRest() {
            assertThat(plain().meets(longOf(1_500, 0, "99.00", "120.00"))
                            .last()
                            .delivery()
                            .gives())
                    .containsExactly(left(1_500, 1_000, "98.90", STOP));
        }
    }

    @Nested
    class TheBarBeforeTheLastOneThatNeverCame {

        @Test
        void forcesOutAtItsCloseWhatIsStillOpenAndNothingElse() {
            Order squareOff = exit(SELL, 1_500, SQUARE_OFF, START.plusSeconds(300));
            assertThat(plain().meets(squareOff)
                            .meets(longOf(1_600, 1_500, "99.00", "101.00"))
                            .last()
                            .over()
                            .gives())
                    .containsExactly(filled(squareOff, 1_500, "100.25", FORCED), left(100, 100, "100.25", FORCED));
        }

        @Test
        void expiresEntriesWheneverTheyWereAskedFor() {
            Order old = entry(BUY, 100, "101.00", "90.00", "120.00", START);
            Order late = entry(BUY, 100, "101.00", "90.00", "120.00", START.plusSeconds(300));

            assertThat(plain().meets(old).meets(waitingFor(old)).last().over().gives())
                    .containsExactly(expired(old));
            assertThat(plain().meets(late).meets(waitingFor(late)).last().over().gives())
                    .containsExactly(expired(late));
        }

        @Test
        void leavesTheExitsOfAnAccountThatMayHoldOvernightForTheNextBar() {
            Order model = exit(SELL, 100, MODEL, START.plusSeconds(300));
            assertThat(plain().meets(model)
                            .meets(longOf(200, 100, "99.00", "101.00"))
                            .last()
                            .over()
                            .delivery()
                            .gives())
                    .isEmpty();
        }
    }
}
