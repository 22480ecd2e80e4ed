// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that Verbatim depends on nothing that it needs only to be measured.

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

// The plugin wants a target's folder to lie in one named Benchmarks.
func benchmarks(_ name: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: [
            .product(name: "Benchmark", package: "benchmark"), .product(name: "Verbatim", package: "Verbatim"),
        ],
        path: name, swiftSettings: swift, plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "Verbatim", path: ".."),
        // Without its traits, whose counts of allocations interpose libraries of the system.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // Operations by themselves.
        benchmarks("Kernels"),
        // Whole training steps, and what they allocate.
        benchmarks("Steps"),
    ]
)
