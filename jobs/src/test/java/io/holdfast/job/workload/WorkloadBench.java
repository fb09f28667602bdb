package io.holdfast.job.workload;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Writes the exports that {@code bench/snapshots} lands. */
class WorkloadBench {

  @Test
  void writesAYearOfExports() throws Exception {
    new Workload(Long.getLong("holdfast.events", 20_000_000))
        .write(Path.of("../.holdfast/snapshots/exports"));
  }
}
