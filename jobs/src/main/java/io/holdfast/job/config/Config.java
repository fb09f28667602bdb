package io.holdfast.job.config;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * {@code conf/holdfast.yaml} after every check.
 *
 * @param folder the configuration folder; the other files (sources, metrics …) lie in it
 * @param landing folder tree where exports arrive, a URI or path
 * @param lake warehouse of the lake, a URI or path
 * @param control JDBC address of the control database
 * @param zone time zone of the company
 * @param currency reporting currency
 */
public record Config(
    Path folder, String landing, String lake, String control, ZoneId zone, String currency) {}
