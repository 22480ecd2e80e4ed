#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import VerbatimGraph

/// A file of which parts are read where they lie, from any thread.
package final class RandomAccessFile: Sendable {
    /// The file's path.
    package let path: String
    /// The number of bytes when it was opened.
    package let byteCount: Int
    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be opened, or is no regular file.
    package init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw VerbatimError(
                .file, "a file cannot be opened", received: "\(path): \(String(cString: strerror(errno)))",
                expected: "a path that this program may read")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw VerbatimError(
                .file, "a file cannot be read in parts", received: "\(path)", expected: "a regular file")
        }
        self.path = path
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills a buffer with the bytes from an offset on.
    ///
    /// - Throws: `VerbatimError` of code `file` if the file has become shorter, or cannot be read.
    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        var count = 0
        while count < buffer.count {
            let got = pread(descriptor, buffer.baseAddress! + count, buffer.count - count, off_t(offset + count))
            if got < 0, errno == EINTR { continue }
            guard got > 0 else {
                let reason = got < 0 ? String(cString: strerror(errno)) : "it ends at byte \(offset + count)"
                throw VerbatimError(
                    .file, "a file cannot be read", received: "\(path): \(reason)",
                    expected: "\(byteCount) bytes, as when it was opened")
            }
            count += got
        }
    }
}
