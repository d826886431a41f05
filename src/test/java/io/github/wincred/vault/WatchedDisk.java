package io.github.wincred.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;

/** A disk whose every call is announced before it is made, and a write once more when half of it is done; whoever hears of it may fail. */
class WatchedDisk extends Disk {

    /** Hears of the calls. */
    @FunctionalInterface
    interface Watcher {
        void before(String call) throws IOException;
    }

    private final Watcher watcher;

    WatchedDisk(Watcher watcher) {
        this.watcher = watcher;
    }

    @Override
    FileChannel create(Path file, FileAttribute<?>... attributes) throws IOException {
        watcher.before("create");
        return super.create(file, attributes);
    }

    @Override
    void write(FileChannel channel, byte[] content) throws IOException {
        watcher.before("write");
        super.write(channel, Arrays.copyOf(content, content.length / 2));
        watcher.before("half-way");
        super.write(channel, Arrays.copyOfRange(content, content.length / 2, content.length));
    }

    @Override
    void mark(FileChannel channel, byte[] content) throws IOException {
        watcher.before("mark");
        super.mark(channel, content);
    }

    @Override
    void force(FileChannel channel) throws IOException {
        watcher.before("force");
        super.force(channel);
    }

    @Override
    void rename(Path from, Path to) throws IOException {
        watcher.before("rename");
        super.rename(from, to);
    }

    @Override
    void link(Path file, Path name) throws IOException {
        watcher.before("link");
        super.link(file, name);
    }

    @Override
    boolean delete(Path file) throws IOException {
        watcher.before("delete");
        return super.delete(file);
    }

    @Override
    void forceFolder(Path folder) throws IOException {
        watcher.before("force folder");
        super.forceFolder(folder);
    }
}
