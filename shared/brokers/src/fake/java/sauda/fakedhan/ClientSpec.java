package sauda.fakedhan;

import sauda.events.Rupees;

/// A client of the broker, wholly apart from every other.
///
/// @param clientId     ten digits
/// @param pin          six digits
/// @param totpSeed     base32, as an authenticator app takes it
/// @param funds        cash at the start
/// @param registeredIp the only address whose orders are taken
public record ClientSpec(String clientId, String pin, String totpSeed, Rupees funds, String registeredIp) {

    @Override
    public String toString() {
        return "client " + clientId;
    }
}
