package io.holdfast.job.landing;

import io.holdfast.conform.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Parquet files of any writer, each by its own schema. */
final class ParquetRecords implements Records {
  private final List<String> fields = new ArrayList<>();
  private final ParquetReader<Group> groups;
  private final long before;

  /**
   * The records of the row groups whose middle lies in the part.
   *
   * @throws ForeignFileException when the file is no Parquet, or packed in a way that is not read
   */
  ParquetRecords(FilePart part, Configuration hadoop) throws IOException {
    Path path = new Path(part.file().address());
    ParquetReadOptions range =
        ParquetReadOptions.builder().withRange(part.from(), part.to()).build();
    try (ParquetFileReader footer =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop), range)) {
      names("", footer.getFooter().getFileMetaData().getSchema());
      List<BlockMetaData> blocks = footer.getRowGroups();
      this.before = blocks.isEmpty() ? 0 : blocks.get(0).getRowIndexOffset();
      refuseCodecs(blocks, hadoop);
    } catch (RuntimeException e) {
      Foreign.refuse(part.file(), hadoop, Format.PARQUET);
      if (String.valueOf(e.getMessage()).contains("is not a Parquet file")) {
        throw new IOException("it is no Parquet file, or it ends too early", e);
      }
      throw e;
    }
    this.groups =
        ParquetReader.builder(new GroupReadSupport(), path)
            .withConf(hadoop)
            .withFileRange(part.from(), part.to())
            .build();
  }

  /** Some codecs come with no release of Parquet; a cluster may have them nevertheless. */
  private static void refuseCodecs(List<BlockMetaData> blocks, Configuration hadoop)
      throws IOException {
    for (BlockMetaData block : blocks) {
      for (ColumnChunkMetaData column : block.getColumns()) {
        String codec = column.getCodec().getHadoopCompressionCodecClassName();
        if (codec != null && hadoop.getClassByNameOrNull(codec) == null) {
          throw new ForeignFileException(
              "a Parquet file packed with " + column.getCodec().name().toLowerCase(Locale.ROOT),
              "that codec is not supported; write it with snappy, gzip, zstd, lz4 or uncompressed");
        }
      }
    }
  }

  @Override
  public long before() {
    return before;
  }

  private void names(String prefix, GroupType type) {
    for (Type field : type.getFields()) {
      fields.add(prefix + field.getName());
      if (!field.isPrimitive()) {
        names(prefix + field.getName() + ".", field.asGroupType());
      }
    }
  }

  @Override
  public List<String> fields() {
    return fields;
  }

  @Override
  public Found next() throws IOException {
    Group group = groups.read();
    return group == null ? null : Found.of(RecordText.group(group));
  }

  @Override
  public void close() throws IOException {
    groups.close();
  }
}
