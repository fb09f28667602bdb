package io.holdfast.job.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.step.HeldException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class CauseTest {

  @Test
  void ourOwnMessageIsToldHoweverDeepItLies() {
    Exception held = new HeldException("survey.nps is late");
    Exception job = new SparkException("Job aborted due to stage failure: Task 0", held);
    assertThat(Cause.of(new ExecutionException(job))).isSameAs(held);
    assertThat(Cause.words(new ExecutionException(job))).isEqualTo("survey.nps is late");
  }

  @Test
  void ofATaskThatCouldOnlyBeQuotedTheQuoteIsTold() {
    Exception job =
        new SparkException(
            "Job aborted due to stage failure: Task 3 in stage 1.0 failed 1 times, most recent"
                + " failure: Lost task 3.0 in stage 1.0 (TID 9) (127.0.0.1 executor driver):"
                + " java.io.IOException: No space left on device\n\tat java.base/x\nDriver stacktrace:",
            null);
    assertThat(Cause.words(job)).isEqualTo("No space left on device");
  }

  @Test
  void aLibrarysMessageIsToldWithTheReasonBehindIt() {
    Exception catalog =
        new IllegalStateException("Cannot open catalog", new IOException("not a database"));
    assertThat(Cause.words(catalog)).isEqualTo("Cannot open catalog: not a database");
  }

  @Test
  void aFailureWithoutWordsSaysWhereItHappened() {
    assertThat(Cause.words(new NullPointerException()))
        .startsWith("NullPointerException at io.holdfast.job.nightly.CauseTest");
  }
}
