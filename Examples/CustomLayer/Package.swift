// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "CustomLayer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Verbatim", path: "../..")],
    targets: [
        .executableTarget(
            name: "CustomLayer", dependencies: [.product(name: "Verbatim", package: "Verbatim")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
    ]
)
