package io.holdfast.job.control;

import java.time.LocalDate;

/**
 * One model of one training, or the decision to abstain.
 *
 * @param model its name
 * @param trainedAsOf as-of day of the training
 * @param promotedAsOf first as-of day that its status holds for
 * @param status champion, challenger or abstained
 * @param location file of the registry, a URI
 */
public record ModelRow(
    String model,
    String outcome,
    LocalDate trainedAsOf,
    LocalDate promotedAsOf,
    String status,
    String location) {}
