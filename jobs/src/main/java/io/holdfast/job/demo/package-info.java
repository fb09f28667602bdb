/** A simulated company that writes the exports of its CRM, support, billing and product. */
package io.holdfast.job.demo;
