/// Elements at a fixed address, which are read without counting references.
final class FixedArray<Element>: @unchecked Sendable {
    // Sendable: the elements are never changed.
    let start: UnsafePointer<Element>
    let count: Int

    init(_ elements: [Element]) {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        memory.initialize(from: elements, count: elements.count)
        start = UnsafePointer(memory)
        count = elements.count
    }

    deinit {
        let memory = UnsafeMutablePointer(mutating: start)
        memory.deinitialize(count: count)
        memory.deallocate()
    }
}
