package io.holdfast.job.demo;

/**
 * What the exports show of an account at the end of a day; hazards know nothing else.
 *
 * @param usersPerSeat people active within 28 days, by seats
 * @param trend events of the last 28 days by those of the 28 before, 1 until both are seen
 * @param breadth kinds of events within 28 days
 * @param urgentTickets urgent tickets within 91 days
 * @param failedPayments failed payments within 91 days
 * @param nps last answer, 0 to 10; NaN: none yet
 * @param daysSinceContact days since the last meeting or call, at most 120
 * @param openExpansion whether an expansion is being sold
 */
record Seen(
    double usersPerSeat,
    double trend,
    int breadth,
    int urgentTickets,
    int failedPayments,
    double nps,
    int daysSinceContact,
    boolean openExpansion) {}
