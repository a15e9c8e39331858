package sauda.fakedhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import sauda.events.Rupees;

/// The fields of a request. What is missing or makes no sense is refused without a word
/// on which it was, as the wire does.
record Fields(JsonNode body) {

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual()) {
            throw Refusal.badField();
        }
        return value.textValue();
    }

    long whole(String name) {
        JsonNode value = body.path(name);
        if (!value.isIntegralNumber()) {
            throw Refusal.badField();
        }
        return value.longValue();
    }

    long positive(String name) {
        long value = whole(name);
        if (value <= 0) {
            throw Refusal.badField();
        }
        return value;
    }

    /// A number, zero when it is not there.
    Rupees price(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Rupees.ZERO;
        }
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
            throw Refusal.badField();
        }
        return new Rupees(value.decimalValue());
    }

    Rupees positivePrice(String name) {
        Rupees price = price(name);
        if (!price.isPositive()) {
            throw Refusal.badField();
        }
        return price;
    }

    /// A number written as text, as pnlExit wants it.
    Rupees written(String name) {
        try {
            return new Rupees(new BigDecimal(text(name)));
        } catch (NumberFormatException notANumber) {
            throw Refusal.badField();
        }
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        try {
            return Enum.valueOf(type, text(name));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.badField();
        }
    }

    /// The client must name himself, and be the one whose token it is.
    void nameClient(Client client) {
        if (!text("dhanClientId").equals(client.id())) {
            throw Refusal.badField();
        }
    }
}
