package io.holdfast.job.suggest;

import java.util.List;

/**
 * Files of one kind of which nothing is known but what lies in them.
 *
 * @param name of the export, such as {@code tickets}
 * @param files glob below the landing folder
 * @param options keys that say how the files are written, such as {@code delimiter}
 * @param json whether records name their fields, so that any may be absent
 * @param others names of the exports beside it
 * @param records the first of them, each a JSON object
 */
public record UnknownExport(
    String name,
    String files,
    List<Draft.Line> options,
    boolean json,
    List<String> others,
    List<String> records) {}
