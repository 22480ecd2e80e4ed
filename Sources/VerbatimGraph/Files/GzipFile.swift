#if SystemCodecs
    import CZlib
#endif

/// A file in the gzip format, unpacked by the system's zlib; only under the trait `SystemCodecs`.
///
/// Source: RFC 1952, "GZIP file format specification version 4.3".
public struct GzipFile: Sendable, Hashable {
    /// What was packed: all members one after another, at most 1,032 times the file's bytes.
    public var contents: [UInt8]

    /// Whether bytes begin as gzip's do.
    public static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

    #if SystemCodecs
        /// Unpacks a file's bytes.
        ///
        /// - Throws: `VerbatimError` of code `.file` for bytes that are no such file, whole and with its checksums.
        public init(bytes: [UInt8]) throws {
            var stream = z_stream()
            // 16 asks for gzip's header and trailer alone.
            guard
                inflateInit2_(&stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else { throw Self.damaged(stream, "zlib \(String(cString: zlibVersion()))") }
            defer { inflateEnd(&stream) }
            contents = []
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            var place = 0
            repeat {
                var status = Z_OK
                while status != Z_STREAM_END {
                    let given = min(bytes.count - place, 1 << 30)
                    var got = 0
                    status = bytes.withUnsafeBufferPointer { source in
                        piece.withUnsafeMutableBufferPointer { target in
                            // zlib does not write here; its declaration forgets to say so.
                            stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress! + place)
                            stream.avail_in = UInt32(given)
                            stream.next_out = target.baseAddress!
                            stream.avail_out = UInt32(target.count)
                            defer { got = target.count - Int(stream.avail_out) }
                            return inflate(&stream, Z_NO_FLUSH)
                        }
                    }
                    guard status == Z_OK || status == Z_STREAM_END else {
                        throw Self.damaged(stream, "byte \(place + given - Int(stream.avail_in)) of \(bytes.count)")
                    }
                    place += given - Int(stream.avail_in)
                    contents += piece[..<got]
                }
                inflateReset(&stream)
            } while place < bytes.count
        }

        private static func damaged(_ stream: z_stream, _ place: String) -> VerbatimError {
            let reason = stream.msg.map { String(cString: $0) } ?? "it ends early"
            return VerbatimError(
                .file, "a gzip file cannot be unpacked", received: "\(reason), at \(place)",
                expected: "gzip members, whole and nothing after them", remedy: "the file may have been cut off")
        }
    #else
        /// Says how to get a build that unpacks.
        ///
        /// - Throws: `VerbatimError` of code `.unsupported`.
        public init(bytes: [UInt8]) throws {
            throw SystemCodecs.absent("gzip", otherwise: "unpack the file with gunzip")
        }
    #endif
}
