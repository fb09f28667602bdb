package io.holdfast.job.control;

/**
 * One record that a target shall hold.
 *
 * @param recordId the target's own id of the record
 * @param accountId Holdfast account
 * @param hash hash of what the payload says; where it is equal, only figures may have moved
 * @param payload what is sent, as JSON
 */
public record PublishIntent(String recordId, String accountId, String hash, String payload) {}
