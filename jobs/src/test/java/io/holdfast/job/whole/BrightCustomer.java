package io.holdfast.job.whole;

import java.time.LocalDate;

/**
 * A customer of the small company.
 *
 * @param end when the contract ends; null: it does not
 * @param upgrade when more licences are bought; null: never
 * @param price of a licence a month
 * @param vigour events on a weekday
 */
record BrightCustomer(
    int number,
    LocalDate start,
    LocalDate end,
    LocalDate upgrade,
    int seats,
    int price,
    double vigour) {

  String id() {
    return Integer.toString(number);
  }

  String contract() {
    return "sub_%s".formatted(Integer.toString(number * 7919, 36));
  }

  boolean pays(LocalDate day) {
    return !day.isBefore(start) && (end == null || day.isBefore(end));
  }

  boolean upgraded(LocalDate day) {
    return upgrade != null && !day.isBefore(upgrade);
  }

  int seats(LocalDate day) {
    return upgraded(day) ? seats + seats / 3 + 1 : seats;
  }
}
