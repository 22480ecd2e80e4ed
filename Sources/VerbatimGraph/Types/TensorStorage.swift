/// A block of memory, 64-byte aligned, that `TensorValue` shares and copies on write.
package final class TensorStorage: @unchecked Sendable {
    // Sendable because it is written only while one `TensorValue` references it.
    package let bytes: UnsafeMutableRawBufferPointer

    /// Allocates zeroed bytes; at least one cache line, so that the address is never nil.
    package init(byteCount: Int) {
        let pointer = LargeMemory.allocate(byteCount: max(64, byteCount), alignment: 64)
        bytes = UnsafeMutableRawBufferPointer(start: pointer, count: byteCount)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { bytes.baseAddress?.deallocate() }
}
