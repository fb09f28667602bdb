package io.holdfast.money;

import io.holdfast.table.Version;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A state of one subscription, from its event time until the next one's: what {@link
 * ContractVersions} selects of it. All that is asked of a contract's revenue is answered here.
 *
 * @param at just before when it is looked at
 * @param resumes whether it paid up to when this state began, and the states between were trials
 */
public record Term(Version version, long at, boolean resumes) {
  private static final int STATUS = 0;
  private static final String ACTIVE = "active";
  private static final String ENDED = "ended";

  /** Instants at which it may begin to hold, to serve, to end or to cost more. */
  Stream<Long> changes() {
    return Stream.of(version.event(), start(), end(), discountEnd()).filter(Objects::nonNull);
  }

  private Long number(int index) {
    return version.numbers().get(index);
  }

  /** Monthly revenue in hundredths of its currency. */
  public long mrr() {
    long mrr = number(0) == null ? 0 : number(0);
    boolean over = discountEnd() != null && discountEnd() < at;
    return over && number(7) != null ? mrr + number(7) : mrr;
  }

  /** What is taken off a month, in hundredths of its currency. */
  public long discount() {
    boolean over = discountEnd() != null && discountEnd() < at;
    return over || number(7) == null ? 0 : number(7);
  }

  public boolean hasOtherPlanThan(Term before) {
    return !ends()
        && !before.ends()
        && plan() != null
        && before.plan() != null
        && !plan().equals(before.plan());
  }

  public Long seats() {
    return number(1);
  }

  public Long start() {
    return number(2);
  }

  public Long end() {
    return number(3);
  }

  public Long renewal() {
    return number(4);
  }

  public Boolean autoRenew() {
    return number(5) == null ? null : Boolean.valueOf(number(5) == 1);
  }

  private boolean onTrial() {
    return number(6) != null && number(6) == 1;
  }

  private Long discountEnd() {
    return number(8);
  }

  /** From when on it brings revenue as it does now, where a discount took all of it before. */
  public Long paysFrom() {
    return number(0) != null && number(0) == 0 ? discountEnd() : null;
  }

  private String status() {
    return version.texts().get(STATUS);
  }

  public String currency() {
    return version.texts().get(1);
  }

  public String plan() {
    return version.texts().get(2);
  }

  String product() {
    return version.texts().get(3);
  }

  /** Whose it is, by whatever key its versions were selected with; null: nobody's that is known. */
  public String account() {
    return version.texts().get(ContractVersions.ACCOUNT);
  }

  public boolean ends() {
    return version.gone() || ENDED.equals(status());
  }

  static boolean ends(Version version) {
    return ENDED.equals(version.texts().get(STATUS));
  }

  /**
   * Whether it brings revenue while it is in service. What pays and is then shown as a trial, as a
   * free month or a moved billing day is, goes on.
   */
  public boolean paid() {
    boolean active = ACTIVE.equals(status()) && !onTrial();
    return !version.gone() && mrr() > 0 && (active || (resumes && shownAsTrial()));
  }

  /** Whether it is a trial while it is in service, of a contract that has not paid up to it. */
  public boolean trial() {
    return shownAsTrial() && !resumes;
  }

  boolean shownAsTrial() {
    return !version.gone() && ("trial".equals(status()) || (ACTIVE.equals(status()) && onTrial()));
  }

  /** Whether it serves just before when it is looked at. */
  public boolean inService() {
    return (start() == null || start() < at) && (end() == null || end() >= at);
  }
}
