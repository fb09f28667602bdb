package io.holdfast.job.nightly;

/**
 * What somebody wants to have taken back.
 *
 * @param name path below landing, name of a load, or title of an export
 * @param because why, kept for good
 * @param again whether the next night loads the same content again
 */
public record WithdrawalOrder(String name, String because, boolean again) {}
