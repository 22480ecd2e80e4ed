import Foundation
import Testing
import VerbatimTestSupport

/// After the first steps a training step allocates nothing.
@Suite struct AllocationTests {
    /// glibc's library that traces calls of malloc.
    private static let tracer: String = "libc_malloc_debug.so.0"

    /// What keeps calls from being counted here; nil where nothing does.
    private static let obstacle: Comment? =
        if dlsym(dlopen(nil, RTLD_NOW), "__tsan_init") != nil {
            "ThreadSanitizer stands in for malloc itself"
        } else if dlopen(tracer, RTLD_NOW) == nil {
            "this system has no \(tracer)"
        } else {
            nil
        }

    @Test(.enabled(if: obstacle == nil, obstacle))
    func aStepAllocatesNothing() throws {
        let result = try BuiltProgram("AllocationProbe").run(environment: ["LD_PRELOAD": Self.tracer])
        #expect(result.status == 0)
        #expect(result.output.count == 6)
        for line in result.output {
            let numbers = line.split(separator: " ").suffix(2).compactMap { Int($0) }
            try #require(numbers.count == 2 && numbers[0] > 0, "\(line)")
            // Checking ten times the labels takes a few calls more; 90 more steps that allocate would take 90.
            #expect(numbers[1] - numbers[0] < 90, "calls of malloc in 10 and in 100 steps: \(line)")
        }
    }
}
