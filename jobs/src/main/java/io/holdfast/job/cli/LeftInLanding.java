package io.holdfast.job.cli;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Config;
import io.holdfast.job.landing.LandingFolder;
import io.holdfast.job.landing.Unread;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** What nobody reads, as far as landing can be listed now. */
final class LeftInLanding {

  /**
   * Lists landing.
   *
   * @param loaded titles of exports that loaded files before
   */
  static Unread of(Config config, List<Mapping> mappings, Set<String> loaded) {
    LandingFolder folder = new LandingFolder(new Configuration(), config.landing());
    try {
      return folder.exists()
          ? Unread.in(folder, mappings.stream().flatMap(m -> m.named().stream()).toList(), loaded)
          : Unread.NOTHING;
    } catch (UncheckedIOException e) {
      return Unread.NOTHING; // 'check' says so, and so does the night
    }
  }

  private LeftInLanding() {}
}
