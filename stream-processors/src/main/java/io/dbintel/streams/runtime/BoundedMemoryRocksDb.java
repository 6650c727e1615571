package io.dbintel.streams.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Gives all RocksDB stores of the process one block cache and one write-buffer budget: without it
 * every store of every partition may take some 100 MiB. The first store fixes the sizes; the cache
 * lives as long as the process.
 */
public final class BoundedMemoryRocksDb implements RocksDBConfigSetter {
  /** Setting: bytes of the shared block cache, write buffers included. */
  public static final String CACHE_BYTES = "dbintel.rocksdb.cache.bytes";

  /** Setting: bytes of all write buffers. */
  public static final String WRITE_BUFFER_BYTES = "dbintel.rocksdb.write.buffer.bytes";

  private static Cache sharedCache;
  private static WriteBufferManager sharedBuffers;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    synchronized (BoundedMemoryRocksDb.class) {
      if (sharedCache == null) {
        RocksDB.loadLibrary();
        sharedCache = new LRUCache(bytes(configs, CACHE_BYTES));
        sharedBuffers = new WriteBufferManager(bytes(configs, WRITE_BUFFER_BYTES), sharedCache);
      }
      table.setBlockCache(sharedCache);
      options.setWriteBufferManager(sharedBuffers);
    }
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  @Override
  public void close(String storeName, Options options) {
    // cache and buffers are shared with stores that go on
  }

  private static long bytes(Map<String, Object> configs, String setting) {
    return Long.parseLong(String.valueOf(configs.get(setting)));
  }
}
