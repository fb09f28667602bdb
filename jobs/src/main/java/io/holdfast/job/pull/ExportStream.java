package io.holdfast.job.pull;

import java.time.Instant;

/** The records of one export, asked for page by page from where the last pull ended. */
interface ExportStream {

  /** Where to begin when there was no pull before. */
  String first();

  /**
   * The page at a place.
   *
   * @param cut first instant that is not asked for
   * @throws PullException when the server does not give it
   */
  Page page(String place, Instant cut);

  /** How names of its files end. */
  default String suffix() {
    return ".jsonl.gz";
  }
}
