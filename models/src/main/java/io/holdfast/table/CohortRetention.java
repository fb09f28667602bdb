package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

/** Retention of each monthly cohort. */
public final class CohortRetention {
  public static final String KNOWN_AS_OF = "known_as_of";
  public static final String COHORT = "cohort";
  public static final String DIMENSION = "dimension";
  public static final String DIMENSION_VALUE = "dimension_value";
  public static final String PERIOD = "period";
  public static final String ACCOUNTS = "accounts";
  public static final String ACTIVE = "active";
  public static final String START_MRR = "start_mrr";
  public static final String MRR = "mrr";
  public static final String LOGO_RETENTION = "logo_retention";
  public static final String GRR = "grr";
  public static final String NRR = "nrr";
  public static final String CENSORED = "censored";

  public static final Table TABLE =
      Table.of(
              "cohort_retention",
              Table.Kind.DERIVED,
              "cohort, dimension, period, known as of",
              "",
              KNOWN_AS_OF,
              COHORT,
              DIMENSION,
              DIMENSION_VALUE,
              PERIOD)
          .with(KNOWN_AS_OF, DAY, "everything known by the end of this day")
          .with(COHORT, DAY, "month at whose end its accounts first paid")
          .with(DIMENSION, STRING, "what it is split by; all: not split")
          .with(DIMENSION_VALUE, STRING, "which part")
          .with(PERIOD, COUNT, "months since the cohort month, from 0")
          .with(ACCOUNTS, COUNT, "accounts in the cohort")
          .with(ACTIVE, COUNT, "of them paying at the end of the period")
          .with(START_MRR, MONEY, "their MRR at the end of the cohort month")
          .with(MRR, MONEY, "their MRR at the end of the period")
          .with(LOGO_RETENTION, NUMBER, "active / accounts")
          .with(
              GRR,
              NUMBER,
              "gross revenue retention: of each account the lesser of its MRR now and at the start, over start_mrr")
          .with(
              NRR,
              NUMBER,
              "net revenue retention: mrr / start_mrr, both at the rates of their month ends")
          .with(CENSORED, FLAG, "whether the period has not ended yet; the figures are null then");

  private CohortRetention() {}
}
