package io.holdfast.job.publish;

import io.holdfast.job.control.PublishReceipt;
import java.util.List;

/** A place that holds the company's accounts. It updates records and never creates one. */
public interface CrmTarget {

  /** Name of its file in {@code conf/crm}. */
  String name();

  /**
   * Tries whether records could be sent, without changing anything.
   *
   * @throws UnreachableException saying what is wrong and what to do
   */
  void check();

  /** Most updates that one {@link #send} takes. */
  int batchSize();

  /**
   * Updates records by their ids. Sending the same update again changes nothing more.
   *
   * @param run id of the run that sends
   * @return one receipt for each update
   */
  List<PublishReceipt> send(String run, List<Update> updates);
}
