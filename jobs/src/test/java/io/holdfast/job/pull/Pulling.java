package io.holdfast.job.pull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's server two hours after a day, and a place to pull that day into. */
abstract class Pulling<V extends Function<Vendors.Request, Vendors.Reply>> {
  static final Instant CUT = Instant.parse("2025-01-01T00:00:00Z");

  final V vendor;
  final Vendors server;
  @TempDir Path folder;
  PullPlace place;

  Pulling(V vendor) {
    this.vendor = vendor;
    this.server = new Vendors(CUT.plusSeconds(7200), vendor);
  }

  @BeforeEach
  void open() {
    place = new PullPlace(folder);
  }

  @AfterEach
  void close() {
    place.close();
    server.close();
  }
}
