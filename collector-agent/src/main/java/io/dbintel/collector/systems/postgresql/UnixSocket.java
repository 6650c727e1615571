package io.dbintel.collector.systems.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A Unix socket that looks like a TCP one, with a limit for each read. Options of TCP are accepted
 * and mean nothing. One thread reads and writes; another may close.
 */
final class UnixSocket extends Socket {

  private final Path file;
  private SocketChannel channel;
  private Selector readable;
  private Selector writable;
  private volatile int timeoutMillis;
  private volatile boolean closed;

  UnixSocket(Path file) {
    this.file = file;
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  /** A local server accepts or refuses at once. */
  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(file));
      channel.configureBlocking(false);
      readable = Selector.open();
      writable = Selector.open();
      channel.register(readable, SelectionKey.OP_READ);
      channel.register(writable, SelectionKey.OP_WRITE);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        int read = channel.read(buffer);
        while (read == 0 && length > 0) {
          await(readable);
          read = channel.read(buffer);
        }
        return read;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
          if (channel.write(buffer) == 0) {
            await(writable);
          }
        }
      }
    };
  }

  private void await(Selector ready) throws IOException {
    try {
      if (ready.select(timeoutMillis) == 0 && timeoutMillis > 0) {
        throw new SocketTimeoutException(file + " does not answer");
      }
      ready.selectedKeys().clear();
    } catch (ClosedSelectorException e) {
      throw new IOException("closed", e);
    }
  }

  @Override
  public void setSoTimeout(int millis) {
    timeoutMillis = millis;
  }

  @Override
  public int getSoTimeout() {
    return timeoutMillis;
  }

  @Override
  public boolean isConnected() {
    return channel != null && channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // there is nothing to delay
  }

  @Override
  public void setKeepAlive(boolean on) {
    // the kernel knows when the other end has gone
  }

  @Override
  public void close() throws IOException {
    closed = true;
    if (channel != null) {
      channel.close();
    }
    if (readable != null) {
      readable.close();
    }
    if (writable != null) {
      writable.close();
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
