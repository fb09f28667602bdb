package io.holdfast.snapshot;

/**
 * An asked day while an account's history is swept.
 *
 * @param day days since 1970
 * @param cut first instant after it
 * @param seats licences that the account has that day
 */
record AsOfDay(int day, long cut, long seats) {}
