/**
 * Writes scores back into the CRM: only what changed, by the CRM's own record id, with an intent
 * before and a receipt after.
 */
package io.holdfast.job.publish;
