package io.holdfast.job.nightly;

import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies behind a failure, without what Spark and thread pools wrap around it. */
public final class Cause {
  private static final String OURS = "io.holdfast.";

  /** How Spark quotes the exception of a task that it could not carry to the driver. */
  private static final Pattern QUOTED =
      Pattern.compile("\\(TID \\d+\\) \\([^)]*\\): ([\\w.$]+): (.*)");

  /** The first exception of Holdfast's own in the chain, else the first that wraps nothing. */
  public static Throwable of(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (ours(each)) {
        return each;
      }
    }
    Throwable found = failure;
    while (found.getCause() != null && wraps(found)) {
      found = found.getCause();
    }
    return found;
  }

  private static boolean wraps(Throwable failure) {
    return failure.getMessage() == null
        || failure.getMessage().equals(failure.getCause().toString())
        || failure instanceof ExecutionException
        || spark(failure);
  }

  private static boolean ours(Throwable failure) {
    return failure.getClass().getName().startsWith(OURS);
  }

  private static boolean spark(Throwable failure) {
    return failure.getClass().getName().startsWith("org.apache.spark.");
  }

  /** What went wrong, in the words of {@link #of}; of a library's message only what is said. */
  public static String words(Throwable failure) {
    Throwable cause = of(failure);
    String message = cause.getMessage();
    if (cause instanceof OutOfMemoryError) {
      return "Out of memory (%s); give more with HOLDFAST_HEAP, such as HOLDFAST_HEAP=8g"
          .formatted(message);
    }
    if (message == null || message.isBlank()) {
      return "%s at %s".formatted(cause.getClass().getSimpleName(), place(cause));
    }
    String told = spark(cause) ? said(message) : message;
    return ours(cause) ? told : told + behind(cause, told);
  }

  /** Libraries like to say what they could not do, and leave the reason to what they wrap. */
  private static String behind(Throwable cause, String told) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    boolean more = root != cause && root.getMessage() != null && !told.contains(reason);
    return more ? ": " + reason : "";
  }

  /** Without the plan, the SQL state and the stack that Spark appends. */
  private static String said(String message) {
    Matcher quoted = QUOTED.matcher(message);
    String told = quoted.find() ? quoted.group(2) : message.strip().lines().findFirst().orElse("");
    return told.replaceFirst("^\\[[A-Z_.]+] ", "").replaceFirst("\\s*SQLSTATE: .*$", "");
  }

  private static String place(Throwable cause) {
    StackTraceElement[] stack = cause.getStackTrace();
    return stack.length == 0 ? "an unknown place" : stack[0].toString();
  }

  private Cause() {}
}
