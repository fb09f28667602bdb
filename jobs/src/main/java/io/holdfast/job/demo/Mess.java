package io.holdfast.job.demo;

/**
 * What is untidy in the exports, each switched by itself.
 *
 * @param duplicates some records are delivered twice
 * @param late some usage arrives days later, in a later file
 * @param merges some CRM accounts were entered twice and merged
 * @param currencies contracts in EUR and GBP besides USD
 * @param freeMail people and bills with addresses of free-mail providers
 * @param refunds money given back, and disputes
 * @param pauses contracts paused and resumed, and customers who come back
 * @param poison a few records that nothing can read
 * @param domainOnly customers whom billing or support knows only by mail domain; ids and domains
 *     written in more than one way
 */
public record Mess(
    boolean duplicates,
    boolean late,
    boolean merges,
    boolean currencies,
    boolean freeMail,
    boolean refunds,
    boolean pauses,
    boolean poison,
    boolean domainOnly) {

  public static Mess all() {
    return new Mess(true, true, true, true, true, true, true, true, true);
  }

  public static Mess none() {
    return new Mess(false, false, false, false, false, false, false, false, false);
  }
}
