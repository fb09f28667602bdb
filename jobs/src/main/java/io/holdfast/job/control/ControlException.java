package io.holdfast.job.control;

import java.sql.SQLException;

/** The control database refused or could not be reached. */
public final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ControlException(String what, SQLException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }

  ControlException(String problem, SQLException cause, String remedy) {
    super("%s. %s.".formatted(problem, remedy), cause);
  }
}
