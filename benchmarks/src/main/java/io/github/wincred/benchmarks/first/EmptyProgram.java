package io.github.wincred.benchmarks.first;

/** Does nothing: what a JVM costs by itself. */
public final class EmptyProgram {

    private EmptyProgram() {}

    /** Takes no notice of its arguments. */
    public static void main(String[] arguments) {}
}
