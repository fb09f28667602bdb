package io.holdfast.job.step;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Loads several exports at once. Each that ends well is noted, whatever becomes of the others. */
final class Loading {
  private static final int AT_ONCE = 3;

  /** Bytes of text up to which interpreting expressions is done sooner than compiling them. */
  private static final long SMALL = 1_500_000;

  private final StepContext context;
  private final IdentityHashMap<ExportLoad, Loaded> done = new IdentityHashMap<>();
  private final List<String> held = new ArrayList<>();
  private RuntimeException failed;

  private Loading(StepContext context) {
    this.context = context;
  }

  /**
   * What was loaded, in the order given.
   *
   * @throws HeldException when an export is held
   */
  static List<Loaded> of(StepContext context, List<ExportLoad> loads) {
    Loading loading = new Loading(context);
    Map<Boolean, List<ExportLoad>> small =
        loads.stream().collect(Collectors.partitioningBy(Loading::isSmall));
    CodeGeneration.without(context.spark(), () -> loading.run(small.get(true)));
    loading.run(small.get(false));
    if (loading.failed != null) {
      throw loading.failed;
    }
    if (!loading.held.isEmpty()) {
      throw new HeldException(String.join("\n", loading.held));
    }
    return loads.stream().map(loading.done::get).filter(Objects::nonNull).toList();
  }

  private static boolean isSmall(ExportLoad load) {
    return load.textBytes() < SMALL;
  }

  private void run(List<ExportLoad> loads) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Loaded>> running = new ArrayList<>();
      for (ExportLoad load : loads) {
        Callable<Loaded> call = load::run;
        running.add(threads.submit(call));
      }
      for (int i = 0; i < loads.size(); i++) {
        end(loads.get(i), running.get(i));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Loading was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void end(ExportLoad load, Future<Loaded> running) throws InterruptedException {
    try {
      Loaded loaded = running.get();
      note(loaded);
      done.put(load, loaded);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HeldException h) {
        held.add(h.getMessage());
      } else if (failed == null) {
        failed =
            e.getCause() instanceof RuntimeException r
                ? r
                : new IllegalStateException(
                    "Loading failed: " + e.getCause().getMessage(), e.getCause());
      }
    }
  }

  private void note(Loaded loaded) {
    context
        .control()
        .files()
        .record(
            loaded.batch(),
            loaded.export().source(),
            loaded.export().name(),
            loaded.files(),
            loaded.fields());
  }
}
