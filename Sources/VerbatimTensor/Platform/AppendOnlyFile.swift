#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import VerbatimGraph

/// A file that grows at its end and belongs to one process at a time, over POSIX calls.
package final class AppendOnlyFile {
    private let descriptor: Int32
    private let path: String

    /// Opens a file, made if need be, and takes it for this process until it ends or the object goes.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be opened, or another process has it.
    package init(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        self.path = path
        guard descriptor >= 0 else { throw FileSystem.failure("a file cannot be opened", path) }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            throw VerbatimError(
                .file, "a file is in use by another process", received: path, expected: "one writer at a time",
                remedy: "wait for it, or end it")
        }
        FileSystem.synchronizeDirectory(of: path)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Adds bytes at the end; they outlive the process at once, and the machine from `synchronize` on.
    ///
    /// - Throws: `VerbatimError` of code `file` if they cannot be written; a part of them may then be.
    package func append(_ bytes: [UInt8]) throws { try FileSystem.write(bytes, to: descriptor, path) }

    /// Cuts the file down to a number of bytes.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be cut.
    package func truncate(to byteCount: Int) throws {
        guard ftruncate(descriptor, off_t(byteCount)) == 0 else {
            throw FileSystem.failure("a file cannot be cut", path)
        }
    }

    /// Brings to the disk what was added.
    ///
    /// - Throws: `VerbatimError` of code `file` if the disk refuses.
    package func synchronize() throws {
        guard fsync(descriptor) == 0 else { throw FileSystem.failure("a file cannot be brought to the disk", path) }
    }
}
