package sauda.core.desk;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.Account;
import sauda.events.EventJson;

/// The account as an item: its record, and beside it the figures that rules ask for, as
/// attributes of their own.
final class AccountItem {

    private AccountItem() {}

    static Item of(Account account) {
        Map<String, Object> attributes = new HashMap<>(EventJson.toMap(account));
        attributes.put("today", account.day().date().toString());
        attributes.put("freeCash", account.freeCash().amount());
        attributes.put("dayPnl", account.dayPnl().amount());
        attributes.put("entriesToday", account.day().entries());
        attributes.put("tokensToday", account.day().tokens());
        attributes.put("modelCostToday", account.day().modelCost().amount());
        account.left()
                .forEach((symbol, at) -> attributes.put("left:" + symbol, BigDecimal.valueOf(at.getEpochSecond())));
        return new Item(Keys.account(account.name()), "account", attributes);
    }
}
