package sauda.events;

/// One thing that must be in order before an account may trade.
///
/// @param name  code, such as `IP` or `TOKEN`
/// @param ok    whether it is
/// @param found what was found, with its figures; never a secret
/// @param todo  what the owner does about it; empty when it is in order
public record Check(String name, boolean ok, String found, String todo) {

    public static Check passed(String name, String found) {
        return new Check(name, true, found, "");
    }

    public static Check failed(String name, String found, String todo) {
        return new Check(name, false, found, todo);
    }
}
