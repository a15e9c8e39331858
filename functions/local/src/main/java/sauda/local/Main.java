package sauda.local;

/// Starts the local runner.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.out.println("sauda " + String.join(" ", args));
    }
}
