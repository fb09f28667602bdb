package io.holdfast.job.control;

/**
 * One record that a target shall hold.
 *
 * @param recordId the target's own id of the record
 * @param accountId Holdfast account
 * @param hash hash of the payload; equal hashes need no sending
 * @param payload what is sent, as JSON
 */
public record PublishIntent(String recordId, String accountId, String hash, String payload) {}
