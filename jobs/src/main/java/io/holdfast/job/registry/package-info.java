/**
 * Keeps trained models as files beside the lake; which of them counts is in the control database.
 */
package io.holdfast.job.registry;
