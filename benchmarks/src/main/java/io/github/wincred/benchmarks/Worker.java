package io.github.wincred.benchmarks;

import com.sun.management.ThreadMXBean;
import io.github.wincred.benchmarks.clients.Client;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;

/**
 * Waits on its standard input for work and answers with how long it took, in nanoseconds, so that several programs can take turns.
 *
 * <p>{@code names PREFIX} sets the names that are used, which end in 0 to 49; {@code spread SIZE PREFIX} sets 1,000, which are spread over those
 * that end in 0 to SIZE. {@code read N}, {@code write N} and {@code delete N} go through them in order, {@code list N} lists what begins with the
 * prefix, N times; {@code miss N} asks for what is not there; {@code load N} opens the client anew and reads one. {@code burst OPERATION THREADS CALLS TAG PROCESS}, and {@code lost} and
 * {@code clean} with the same words, are described at {@link Burst}; {@code blocks}, {@code handles} and {@code collect} serve to find leaks, {@code allocated} to count bytes of the heap.
 */
public final class Worker {

    private static final InputStream INPUT = new FileInputStream(FileDescriptor.in);
    private static final int NAMES = 50;
    private static final int SPREAD_NAMES = 1000;
    private static final int STRIDE = 7919;

    private final String clientName;
    private final Client client;
    private String[] names = {};
    private int next;
    private String prefix = "";

    private Worker(String clientName) throws Exception {
        this.clientName = clientName;
        client = Client.of(clientName);
    }

    /** Takes the name of the client. */
    public static void main(String[] arguments) throws Exception {
        Worker worker = new Worker(arguments[0]);
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            System.out.println(worker.run(line.split(" ")));
        }
    }

    /** The next line of the standard input; empty at its end. Byte by byte, because a reader asks a pipe of Wine what it cannot answer. */
    static String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = INPUT.read(); character != '\n' && character != -1; character = INPUT.read()) {
            line.append((char) character);
        }
        return line.toString();
    }

    private long run(String[] words) throws Exception {
        return switch (words[0]) {
            case "names" -> setNames(words[1], NAMES, 1, NAMES);
            case "spread" -> setNames(words[2], SPREAD_NAMES, STRIDE, Integer.parseInt(words[1]));
            case "burst" -> burst(words).run(words[1], threads(words), calls(words), words[5]);
            case "lost" -> burst(words).lost(threads(words), calls(words), words[5]);
            case "clean" -> {
                burst(words).clean(threads(words), calls(words), words[5]);
                yield 0;
            }
            case "blocks" -> Gauge.blocks();
            case "handles" -> Gauge.handles();
            case "allocated" -> ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
            case "collect" -> {
                System.gc();
                yield 0;
            }
            default -> repeat(words[0], Integer.parseInt(words[1]));
        };
    }

    private Burst burst(String[] words) {
        return new Burst(client, words[4]);
    }

    private static int threads(String[] words) {
        return Integer.parseInt(words[2]);
    }

    private static int calls(String[] words) {
        return Integer.parseInt(words[3]);
    }

    private long repeat(String operation, int count) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            run(operation);
        }
        return System.nanoTime() - start;
    }

    private long setNames(String prefix, int count, int stride, int size) {
        this.prefix = prefix;
        names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = prefix + (int) ((long) i * stride % size);
        }
        next = 0;
        return 0;
    }

    private void run(String operation) throws Exception {
        next = (next + 1) % names.length;
        String name = names[next];
        switch (operation) {
            case "read" -> client.read(name);
            case "write" -> client.write(name, "secret of 16 uni");
            case "delete" -> client.delete(name);
            case "list" -> {
                if (client.list(prefix) == 0) {
                    throw new IllegalStateException("nothing begins with " + prefix);
                }
            }
            case "miss" -> client.has("wincred-benchmark/missing");
            case "load" -> Client.of(clientName).read(name);
            default -> throw new IllegalArgumentException(operation);
        }
    }
}
