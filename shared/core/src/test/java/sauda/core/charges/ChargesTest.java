package sauda.core.charges;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.charges.Charges.Bill;
import sauda.core.config.Config;
import sauda.core.config.Config.Product;
import sauda.core.config.ConfigFile;
import sauda.events.Rupees;
import sauda.events.Side;

/// The worked examples are those of `nse-rules.md` §6.
class ChargesTest {

    private static final Config DEFAULTS = ConfigFile.defaults();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    private final Charges intraday = charges(Product.INTRADAY, TODAY);
    private final Charges delivery = charges(Product.DELIVERY, TODAY);

    @Test
    void billsTenSharesBoughtAndSoldInADayAsTheFirstWorkedExample() {
        Turnover day = intraday.turnover(Side.BUY, rupees("14000")).plus(intraday.turnover(Side.SELL, rupees("14120")));

        assertThat(printed(intraday.bill(day)))
                .isEqualTo(bill("8.436", "4", "0.8352", "0.0281", "0.0281", "0", "1.6789", "0", "15.01"));
    }

    @Test
    void billsAHundredSharesWithTheBrokeragesCeilingAsTheSecondWorkedExample() {
        Turnover day =
                intraday.turnover(Side.BUY, rupees("140000")).plus(intraday.turnover(Side.SELL, rupees("141200")));

        assertThat(printed(intraday.bill(day)))
                .isEqualTo(bill("40", "35", "8.3516", "0.2812", "0.2812", "4", "8.8045", "0", "96.72"));
    }

    @Test
    void billsADeliveryBoughtAndSoldAsTheThirdWorkedExample() {
        Turnover both = new Turnover(rupees("14000"), rupees("14520"), Rupees.ZERO, 1);

        assertThat(printed(delivery.bill(both)))
                .isEqualTo(bill("0", "29", "0.847", "0.0285", "0.0285", "2", "0.1627", "14.75", "46.82"));
    }

    @Test
    void roundsEachDayOfADeliveryOnItsOwnSoTheTwoBillsAreAPaisaLess() {
        Bill bought = delivery.bill(delivery.turnover(Side.BUY, rupees("14000")));
        Bill sold = delivery.bill(new Turnover(Rupees.ZERO, rupees("14520"), Rupees.ZERO, 1));

        assertThat(bought.stt()).isEqualTo(rupees("14"));
        assertThat(sold.stt()).isEqualTo(rupees("15"));
        assertThat(bought.total()).isEqualTo(rupees("16.52"));
        assertThat(sold.total()).isEqualTo(rupees("30.29"));
    }

    @Test
    void billsNothingForADayWithoutTrades() {
        assertThat(intraday.bill(Turnover.NONE)).isEqualTo(bill("0", "0", "0", "0", "0", "0", "0", "0", "0"));
    }

    @ParameterizedTest
    @CsvSource({"2024-09-30, 3.22", "2024-10-01, 2.97", "2023-01-02, 3.22"})
    void takesTheTransactionChargeInForceOnTheDate(LocalDate date, String perLakh) {
        Turnover lakh = new Turnover(rupees("100000"), Rupees.ZERO, Rupees.ZERO, 0);

        assertThat(charges(Product.INTRADAY, date).bill(lakh).transaction()).isEqualTo(rupees(perLakh));
    }

    @ParameterizedTest
    @CsvSource({"66666, 19.9998", "66666.67, 20", "66667, 20", "5000000, 20", "0, 0"})
    void capsTheBrokerageOfOneOrder(String value, String brokerage) {
        assertThat(intraday.brokerage(rupees(value))).isEqualTo(rupees(brokerage));
    }

    @Test
    void chargesNoBrokerageOnDelivery() {
        assertThat(delivery.brokerage(rupees("100000"))).isEqualTo(Rupees.ZERO);
    }

    @Test
    void taxesTheSaleOfAnIntradayTradeAndStampsItsPurchase() {
        assertThat(intraday.ofOrder(Side.BUY, rupees("100000")).minus(untaxedLakh()))
                .isEqualTo(rupees("3"));
        assertThat(intraday.ofOrder(Side.SELL, rupees("100000")).minus(untaxedLakh()))
                .isEqualTo(rupees("25"));
    }

    @Test
    void leavesStatisticsUnroundedAndWithoutTheDepository() {
        Rupees roundTrip =
                intraday.ofOrder(Side.BUY, rupees("14000")).plus(intraday.ofOrder(Side.SELL, rupees("14120")));

        assertThat(roundTrip).isEqualTo(rupees("14.95633672"));
        assertThat(delivery.ofOrder(Side.SELL, rupees("100000"))).isEqualTo(rupees("103.7406"));
    }

    @Test
    void ratesARoundTripByOneLakhEachWay() {
        assertThat(intraday.entryRate(Side.BUY)).isEqualByComparingTo("0.0003034060");
        assertThat(intraday.entryRate(Side.SELL)).isEqualByComparingTo("0.0005234060");
        assertThat(intraday.roundTripRate()).isEqualByComparingTo("0.0008268120");
    }

    /// Brokerage, exchange and SEBI with GST on ₹1,00,000.
    private static Rupees untaxedLakh() {
        return rupees("23.17").times(new BigDecimal("1.18"));
    }

    private static Charges charges(Product product, LocalDate date) {
        return new Charges(DEFAULTS.chargesOn(date), product);
    }

    private static Rupees rupees(String amount) {
        return Rupees.of(amount);
    }

    /// As the examples are printed: to four places.
    private static Bill printed(Bill bill) {
        return new Bill(
                printed(bill.brokerage()),
                bill.stt(),
                printed(bill.transaction()),
                printed(bill.sebi()),
                printed(bill.ipft()),
                bill.stamp(),
                printed(bill.gst()),
                printed(bill.dp()),
                bill.total());
    }

    private static Rupees printed(Rupees amount) {
        return new Rupees(amount.amount().setScale(4, RoundingMode.HALF_UP));
    }

    private static Bill bill(String... lines) {
        return new Bill(
                rupees(lines[0]),
                rupees(lines[1]),
                rupees(lines[2]),
                rupees(lines[3]),
                rupees(lines[4]),
                rupees(lines[5]),
                rupees(lines[6]),
                rupees(lines[7]),
                rupees(lines[8]));
    }
}
