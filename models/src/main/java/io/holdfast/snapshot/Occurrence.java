package io.holdfast.snapshot;

/**
 * A record that counts for a feature.
 *
 * @param day local day on which it counts
 * @param number its value in millionths, 0 where none is asked for
 * @param text what distinct ones are told apart by; null: nothing
 */
record Occurrence(int day, long number, String text) {}
