package io.holdfast.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.RawRecord;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;

/**
 * Aggregates over evaluated records: how they fare with one value of an entity.
 *
 * @param entity its name
 * @param title the value, such as {@code column mrr}
 * @param fields fields that it is computed from, by the parts of their names
 * @param taken number of records of which it is taken
 * @param rejected number of records that it rejects though they have a value
 * @param first the first of those: file, record number, and all reasons
 */
public record ValueFate(
    String entity,
    String title,
    Set<List<String>> fields,
    Column taken,
    Column rejected,
    Column first) {

  static ValueFate of(MappedEntity entity, MappedEntity.Value value) {
    Column reason = col(entity.reason());
    String begin = value.title() + ": '";
    Column fails =
        reason
            .contains(begin)
            .and(not(reason.contains(begin + value.shown() + "' is empty")))
            .and(col(entity.wanted()));
    Column place = struct(col(RawRecord.FILE), col(RawRecord.RECORD_NO), reason);
    return new ValueFate(
        entity.table().name(),
        value.title(),
        Expressions.fields(value.sql()),
        count_if(taken(entity, value)),
        count_if(fails),
        min(when(fails, place).otherwise(lit(null))));
  }

  private static Column taken(MappedEntity entity, MappedEntity.Value value) {
    return entity.elements() == null
        ? col(entity.wanted()).and(Evaluation.quoted(value.typed()).isNotNull())
        : exists(Judgement.taken(entity), element -> element.getField(value.typed()).isNotNull());
  }
}
