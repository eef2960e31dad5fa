package xyz.anipub.testing;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Two calls at the same moment. */
public final class Together {

    private Together() {}

    /** The answers, of the first one first. */
    public static List<Reply> both(Supplier<Reply> one, Supplier<Reply> other) {
        CyclicBarrier start = new CyclicBarrier(2);
        List<CompletableFuture<Reply>> running = Stream.of(one, other)
                .map(call -> CompletableFuture.supplyAsync(
                        () -> {
                            await(start);
                            return call.get();
                        },
                        task -> new Thread(task).start()))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
