#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Memory for tensors and arenas: what is large lies on large pages where the system has them.
///
/// A step goes through tens of megabytes, which is more small pages than the processor keeps the addresses of. The
/// system decides; memory without large pages is as good, only slower.
package enum LargeMemory {
    /// Bytes of a large page, and the least that is worth one.
    private static let pageByteCount = 2 << 20

    /// Uninitialized memory with at least the alignment asked for; `deallocate` it.
    package static func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer {
        #if os(Linux)
            if byteCount >= pageByteCount {
                let pointer = UnsafeMutableRawPointer.allocate(
                    byteCount: byteCount, alignment: max(alignment, pageByteCount))
                // MADV_HUGEPAGE. It is advice: whether the system takes it changes speed alone.
                _ = madvise(pointer, byteCount, 14)
                return pointer
            }
        #endif
        return .allocate(byteCount: byteCount, alignment: alignment)
    }
}
