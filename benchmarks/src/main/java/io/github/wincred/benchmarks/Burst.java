package io.github.wincred.benchmarks;

import io.github.wincred.benchmarks.clients.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many writers at once. Each thread writes names of its own, which must all be there afterwards, and now and then a name that all of them write,
 * which must then have a value that one of them wrote, whole.
 */
final class Burst {

    private static final int SHARED_EVERY = 5;

    private final Client client;
    private final String tag;

    Burst(Client client, String tag) {
        this.client = client;
        this.tag = tag;
    }

    /** So many calls by each of the threads; nanoseconds. */
    long run(String operation, int threads, int calls, String process) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Object>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String writer = tag + process + "-" + thread + "-";
                tasks.add(() -> {
                    for (int i = 0; i < calls; i++) {
                        one(operation, writer, i);
                    }
                    return calls;
                });
            }
            long start = System.nanoTime();
            for (Future<Object> task : pool.invokeAll(tasks)) {
                task.get();
            }
            return System.nanoTime() - start;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdown();
        }
    }

    private void one(String operation, String writer, int number) throws Exception {
        if (operation.equals("read")) {
            client.read(writer + number);
        } else if (number % SHARED_EVERY == SHARED_EVERY - 1) {
            client.write(tag + "shared", shared(writer + number));
            client.write(writer + number, writer + number);
        } else {
            client.write(writer + number, writer + number);
        }
    }

    private static String shared(String value) {
        return value + "=" + value;
    }

    /** How many of a process's writes are not there, or are not what was written; the shared name counts as one. */
    int lost(int threads, int calls, String process) throws Exception {
        int lost = 0;
        for (int thread = 0; thread < threads; thread++) {
            for (int i = 0; i < calls; i++) {
                String name = tag + process + "-" + thread + "-" + i;
                lost += secretIs(name, name) ? 0 : 1;
            }
        }
        String[] halves = client.secret(tag + "shared").split("=");
        return lost + (halves.length == 2 && halves[0].equals(halves[1]) ? 0 : 1);
    }

    private boolean secretIs(String name, String expected) {
        try {
            return client.secret(name).equals(expected);
        } catch (Exception e) {
            return false;
        }
    }

    /** Deletes what a process wrote. */
    void clean(int threads, int calls, String process) throws Exception {
        for (int thread = 0; thread < threads; thread++) {
            for (int i = 0; i < calls; i++) {
                client.delete(tag + process + "-" + thread + "-" + i);
            }
        }
    }
}
